// The chat page. Whatever comes from outside is put in place as text (textContent) and never as markup.
"use strict";

const words = document.body.dataset;
const language = document.documentElement.lang;
const place = (id) => document.getElementById(id);
const [scroll, log, busy, fault, composer, box, send, attach, file] = [
  "scroll", "log", "busy", "fault", "composer", "text", "send", "attach", "file",
].map(place);

const LONG = 420; // characters of what was written that are shown before it is folded
const KEPT = 60; // messages that survive a reload
const titles = new Map(); // of the articles, by their numbers

// ---- What the page remembers: the messages as drawn, and what stands in the box

const memory = {
  read(name, otherwise) {
    try {
      return JSON.parse(localStorage.getItem(`manqal.${name}`)) ?? otherwise;
    } catch {
      return otherwise; // storage that is switched off or damaged costs the history, not the chat
    }
  },
  write(name, value) {
    try {
      localStorage.setItem(`manqal.${name}`, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
};

// Read anew before each change, because another tab may have written since.
function remember(change) {
  let messages = change(memory.read("messages", [])).slice(-KEPT);
  while (!memory.write("messages", messages) && messages.length) {
    messages = messages.slice(Math.ceil(messages.length / 4)); // too much for the browser: the oldest go
  }
}

// ---- Drawing

function made(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function button(className, text, press) {
  const element = made("button", className, text);
  element.type = "button";
  element.addEventListener("click", () => press(element));
  return element;
}

const TAGS = { heading: "h2", lead: "p", paragraph: "p", item: "li", entry: "p", quotation: "blockquote", evidence: "p" };

// A browser goes by the first letter, and would turn "BBC قالت" over.
function directionOf(text) {
  if (/[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]/.test(text)) return "rtl";
  return text.trim() ? "auto" : "";
}

function drawnBlock(block, spoken) {
  const element = made(TAGS[block.kind], block.kind);
  element.append(...block.parts.map((part) => (part.marked ? made("mark", "", part.text) : part.text)));
  if (spoken !== "ar") element.dir = directionOf(element.textContent);
  return element;
}

function drawnBlocks(blocks, spoken) {
  const drawn = [];
  for (const block of blocks) {
    const element = drawnBlock(block, spoken);
    if (block.kind !== "item") drawn.push(element);
    else if (drawn.at(-1)?.tagName === "UL") drawn.at(-1).append(element);
    else {
      drawn.push(made("ul"));
      drawn.at(-1).append(element);
    }
  }
  return drawn;
}

// What a file holds is not remembered, since it may be larger than all that a browser keeps for a page.
function drawnDocument(file) {
  if (file.content === undefined) return made("p", "document", file.name);
  const link = made("a", "document", file.name);
  link.href = URL.createObjectURL(new Blob([file.content], { type: "text/plain;charset=utf-8" }));
  link.download = file.name;
  return link;
}

function withoutContents(reply) {
  return { ...reply, documents: (reply.documents ?? []).map(({ name }) => ({ name })) };
}

function drawnChoices(reply) {
  return reply.buttons.map((row) => {
    const choices = made("div", "choices");
    choices.append(...row.map((one) => button("", one.label, () => press(reply, one.action))));
    return choices;
  });
}

function fill(element, reply) {
  const choices = drawnChoices(reply);
  if (reply.article !== null) {
    const ask = button("ask", words.askThis, () => askAbout(reply));
    if (!choices.length) choices.push(made("div", "choices"));
    choices.at(-1).append(ask);
  }
  const documents = (reply.documents ?? []).map(drawnDocument);
  element.replaceChildren(...drawnBlocks(reply.blocks, reply.language ?? language), ...documents, ...choices);
}

// The first reply of an article begins with its headline; "who said what" and answers begin with other words.
function entitled(reply) {
  const first = reply.blocks[0]?.parts.map((part) => part.text).join("");
  const title = titles.get(reply.article) ?? reply.title ?? first;
  titles.set(reply.article, title);
  return { ...reply, title };
}

function drawTheirs(reply) {
  const element = made("article", "message theirs");
  element.id = `message-${reply.message}`;
  element.tabIndex = -1;
  element.setAttribute("aria-label", words.bot);
  fill(element, reply);
  log.append(element);
}

function drawMine(mine) {
  const element = made("article", "message mine");
  const text = made("div", "words", mine.text);
  text.dir = directionOf(mine.text);
  element.setAttribute("aria-label", words.you);
  if (mine.file) {
    element.classList.add("file");
    element.append(attach.querySelector("svg").cloneNode(true));
  }
  if (mine.about) element.append(made("div", "about", mine.about));
  element.append(text);
  if (mine.text.length > LONG || mine.text.split("\n").length > 6) fold(element);
  log.append(element);
  return element;
}

function fold(element) {
  element.classList.add("folded");
  const toggle = button("quiet", words.more, () => {
    const folded = element.classList.toggle("folded");
    toggle.textContent = folded ? words.more : words.less;
    toggle.setAttribute("aria-expanded", String(!folded));
  });
  toggle.setAttribute("aria-expanded", "false");
  element.append(toggle);
}

function show(element, block) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
}

// ---- Talking to the program

const JSON_TYPE = { "content-type": "application/json" };
const FILE_TYPE = { "content-type": "application/octet-stream" };

function post(path, body) {
  return exchange(path, JSON_TYPE, JSON.stringify(body));
}

async function exchange(path, headers, body) {
  let response;
  try {
    response = await fetch(path, { method: "POST", headers: { ...headers, "accept-language": language }, body });
  } catch {
    throw new Error(words.serverGone);
  }
  if (response.status === 204) return null;
  const answer = await response.json().catch(() => ({ error: words.serverGone }));
  if (!response.ok || answer.error) throw new Error(answer.error ?? words.serverGone);
  return answer;
}

function blame(error) {
  fault.textContent = error?.message ?? "";
  fault.hidden = !error;
}

// One turn at a time, so that the answers come in the order of the questions.
async function turn(work) {
  if (send.disabled) return;
  send.disabled = attach.disabled = true;
  blame(null);
  busy.textContent = words.busy;
  try {
    await work();
  } catch (error) {
    blame(error);
  } finally {
    busy.textContent = "";
    send.disabled = attach.disabled = false;
  }
}

// ---- Writing

let asked = null; // the reply that the next message replies to

function askAbout(reply) {
  asked = reply;
  place("asking").hidden = !reply;
  place("asking-about").textContent = reply ? `${words.asking} ${reply.title}` : "";
  box.focus();
}

function writeInBox(text) {
  box.value = text;
  fit();
  memory.write("draft", text);
}

function fit() {
  box.dir = directionOf(box.value);
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight}px`;
}

function submit() {
  const text = box.value.toWellFormed?.() ?? box.value;
  if (!text.trim()) {
    box.focus();
    return;
  }
  turn(async () => {
    const replyTo = asked;
    const element = drawMine({ text, about: replyTo?.title });
    element.classList.add("sending");
    show(element, "start");
    box.value = ""; // the draft that is kept goes only once the answer is here
    fit();
    askAbout(null);
    try {
      const answer = await post("/api/messages", { text, reply_to: replyTo?.message ?? null });
      element.classList.remove("sending");
      const reply = entitled(answer.reply);
      drawTheirs(reply);
      show(element, "start");
      remember((messages) => [...messages, { mine: { text, about: replyTo?.title } }, { reply: withoutContents(reply) }]);
      memory.write("draft", box.value);
    } catch (error) {
      element.remove();
      writeInBox(box.value ? `${text}\n${box.value}` : text);
      askAbout(replyTo);
      throw error;
    }
  });
}

async function submitFiles(files) {
  for (const one of files) {
    while (send.disabled) await new Promise((resolve) => { setTimeout(resolve, 100); }); // what was sent before it
    await turn(() => submitFile(one));
    if (!fault.hidden) return; // the words that say why stay to be read
  }
}

async function submitFile(one) {
  if (one.size > Number(words.largest)) throw new Error(words.tooLarge);
  const mine = { text: one.name, file: true };
  const element = drawMine(mine);
  element.classList.add("sending");
  show(element, "start");
  try {
    const named = { ...FILE_TYPE, "x-file-name": encodeURIComponent(one.name.toWellFormed?.() ?? one.name) };
    const answer = await exchange("/api/files", named, one);
    element.classList.remove("sending");
    const reply = entitled(answer.reply);
    drawTheirs(reply);
    show(element, "start");
    remember((messages) => [...messages, { mine }, { reply }]);
  } catch (error) {
    element.remove();
    throw error;
  }
}

function press(reply, action) {
  turn(async () => {
    const element = place(`message-${reply.message}`);
    const choices = element.querySelectorAll("button");
    element.setAttribute("aria-busy", "true");
    choices.forEach((choice) => { choice.disabled = true; });
    try {
      const now = entitled((await post("/api/presses", { message: reply.message, action })).reply);
      fill(element, now);
      element.focus({ preventScroll: true });
      show(element, "nearest");
      remember((messages) =>
        messages.map((one) => (one.reply?.message === reply.message ? { reply: now } : one)));
    } finally {
      element.removeAttribute("aria-busy");
      choices.forEach((choice) => { choice.disabled = false; });
    }
  });
}

function startAnew() {
  if (log.childElementCount && !confirm(words.newChatSure)) return;
  turn(async () => {
    await post("/api/chats", {});
    remember(() => []);
    log.replaceChildren();
    askAbout(null);
  });
}

// ---- Beginning

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});

box.addEventListener("keydown", (event) => {
  const touch = matchMedia("(pointer: coarse)").matches; // there Enter is the only way to a new line
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || touch) return;
  event.preventDefault();
  submit();
});

box.addEventListener("input", () => {
  fit();
  memory.write("draft", box.value);
});

attach.addEventListener("click", () => file.click());

file.addEventListener("change", () => {
  submitFiles([...file.files]);
  file.value = ""; // so that the same file can be chosen again
});

function drag(event, over) {
  if (!event.dataTransfer?.types.includes("Files")) return; // words that are dragged into the box are the browser's
  event.preventDefault();
  document.body.classList.toggle("dropping", over);
}

addEventListener("dragover", (event) => drag(event, true));
addEventListener("dragleave", (event) => { if (!event.relatedTarget) drag(event, false); });
addEventListener("drop", (event) => {
  drag(event, false);
  submitFiles([...(event.dataTransfer?.files ?? [])]);
});

place("new-chat").addEventListener("click", startAnew);
place("log-out")?.addEventListener("click", () => turn(async () => {
  await post("/api/logout", {});
  location.reload();
}));
place("stop-asking").addEventListener("click", () => askAbout(null));

try {
  for (const one of memory.read("messages", [])) {
    if (one.mine) drawMine(one.mine);
    else drawTheirs(entitled(one.reply));
  }
} catch {
  remember(() => []); // written by an earlier version of the page
  log.replaceChildren();
}
writeInBox(memory.read("draft", ""));
scroll.scrollTop = scroll.scrollHeight;
