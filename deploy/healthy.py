"""The image's HEALTHCHECK: ends in 0 where /healthz of the bot beside it answers, else in 1."""

import os
import sys
from http.client import HTTPConnection, HTTPException

_PATIENCE = 5  # seconds


def healthy(address: str) -> bool:
    """Say whether what listens at the port of "0.0.0.0:9090" on this machine says that it is alive."""
    connection = HTTPConnection("127.0.0.1", int(address.rpartition(":")[2]), timeout=_PATIENCE)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(not healthy(os.environ["MONITOR_ADDRESS"]))
