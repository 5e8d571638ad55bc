from models.llm.manner import Form, Manner

FORM = Form("answer", {"type": "object", "properties": {"kind": {"type": "string"}}})


def test_what_is_refused_is_left_out_of_the_next_request() -> None:
    first = Manner()
    assert first.parameters(FORM)["response_format"]["json_schema"]["strict"] is True
    without = first.without("temperature")
    assert without is not None
    assert "temperature" not in without.parameters(FORM)
    assert "response_format" in without.parameters(FORM)


def test_leaving_out_comes_to_an_end() -> None:
    manner: Manner | None = Manner()
    seen = []
    while manner is not None:
        seen.append(manner.parameters(FORM))
        manner = manner.without(None)
    assert seen[-1] == {}
    assert len(seen) == 5
