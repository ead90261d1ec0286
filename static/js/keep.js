// data-module="keep": what is typed is saved as a draft on the server. Without script there is a button.
modules.keep = (box) => {
  const form = box.querySelector("form");
  const says = box.querySelector("[data-says]");
  let waiting;
  const keep = async () => {
    const sent = { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } };
    const answer = await fetch("/drafts", sent).catch(() => ({}));
    const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const said = answer.ok ? `Draft saved at ${time}.` : "Your draft could not be saved. Copy your text.";
    if (says.textContent !== said) says.textContent = said;
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 2000);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
};
