// data-module="draft": what is typed stays on this device until it is sent, for 30 days at most.
const DRAFT_DAYS = 30;
const DRAFT = "draft:";

modules.draft = (form) => {
  const key = DRAFT + location.pathname + " " + form.getAttribute("action");
  const fields = [...form.querySelectorAll("textarea, input[type=text]")];
  const kept = JSON.parse(localStorage.getItem(key) || "null");
  if (kept && Date.now() - kept.at < DRAFT_DAYS * 864e5) {
    for (const field of fields) if (!field.value && kept[field.name]) field.value = kept[field.name];
  }
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const words = { at: Date.now() };
      for (const field of fields) words[field.name] = field.value;
      localStorage.setItem(key, JSON.stringify(words));
    }, 1000);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    localStorage.removeItem(key);
  });
};

// data-module="leave": signing out takes the drafts along.
modules.leave = (form) => {
  form.addEventListener("submit", () => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(DRAFT)) localStorage.removeItem(key);
  });
};
