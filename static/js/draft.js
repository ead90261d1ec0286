// data-module="draft": what is typed stays on this device until it is sent, for 30 days at most.
const DRAFT_DAYS = 30;
const DRAFT = "draft:";

// "Back" after sending: perhaps the line broke, so a draft that was sent is given back.
const cameBack = () => performance.navigation && performance.navigation.type === 2;

const draftOf = (key) => {
  const draft = JSON.parse(localStorage.getItem(key) || "null");
  const fresh = draft && Date.now() - draft.at < DRAFT_DAYS * 864e5;
  if (fresh && (!draft.sent || cameBack())) return draft.words;
  localStorage.removeItem(key);
  return {};
};

modules.draft = (form) => {
  const key = DRAFT + location.pathname + " " + form.getAttribute("action");
  const fields = [...form.querySelectorAll("textarea, input[type=text]")];
  const words = draftOf(key);
  for (const field of fields) if (!field.value && words[field.name]) field.value = words[field.name];
  const keep = (sent) => {
    for (const field of fields) words[field.name] = field.value;
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), sent, words }));
  };
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 1000, false);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    keep(true);
  });
};

// data-module="leave": signing out takes the drafts along, and what was looked for.
modules.leave = (form) => {
  form.addEventListener("submit", () => {
    sessionStorage.clear();
    for (const key of Object.keys(localStorage)) if (key.startsWith(DRAFT)) localStorage.removeItem(key);
  });
};
