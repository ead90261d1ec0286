// data-module="names": after “[[”, topics whose name begins so; a button writes the link.
modules.names = (box) => {
  const field = box.querySelector("textarea");
  const list = document.createElement("ul");
  list.className = "links";
  list.setAttribute("aria-live", "polite");
  field.after(list);
  let asked;
  const typed = () => /\[\[([^[\]|#\n]{2,60})$/.exec(field.value.slice(0, field.selectionStart));
  const close = () => (list.textContent = "");
  const write = (begun, link) => {
    field.setRangeText(link, begun.index, field.selectionStart, "end");
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const show = (begun, topics) => {
    close();
    for (const [words, trail, link] of topics) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button--quiet";
      button.textContent = words === trail ? words : `${words} (${trail})`;
      button.onclick = () => write(begun, link);
      list.appendChild(document.createElement("li")).append(button);
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(asked);
    const begun = typed();
    if (!begun) return close();
    asked = setTimeout(async () => {
      const answer = await fetch("/topics/named?q=" + encodeURIComponent(begun[1]));
      if (answer.ok && typed()) show(begun, await answer.json());
    }, 150);
  });
  box.addEventListener("keydown", (event) => event.key === "Escape" && (close(), field.focus()));
};
