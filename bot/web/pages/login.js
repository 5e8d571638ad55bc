// The page on which one logs in.
"use strict";

const words = document.body.dataset;
const language = document.documentElement.lang;
const place = (id) => document.getElementById(id);
const [enter, password, fault] = ["enter", "password", "fault"].map(place);

function blame(text) {
  fault.textContent = text;
  fault.hidden = !text;
}

async function submit() {
  let response;
  const headers = { "content-type": "application/json", "accept-language": language };
  try {
    response = await fetch("/api/login", { method: "POST", headers, body: JSON.stringify({ password: password.value }) });
  } catch {
    return blame(words.serverGone);
  }
  if (response.ok) return location.replace(words.page);
  const answer = await response.json().catch(() => ({}));
  blame(answer.error ?? words.serverGone);
  password.select();
}

enter.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = enter.querySelector("button");
  button.disabled = true;
  await submit();
  button.disabled = false;
});

// A link on another site opens the page without the cookie (SameSite=Strict): who has logged in is let in from here.
fetch("/api/session").then((response) => { if (response.ok) location.replace(words.page); }, () => {});
