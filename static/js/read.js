// data-module="read": when the foot of a page of posts has been in sight for two seconds, what stands
// above it is marked as read, as by the button in it.
modules.read = (box) => {
  if (!window.IntersectionObserver) return;
  const form = box.querySelector("form");
  let waiting;
  new IntersectionObserver(([seen], watcher) => {
    clearTimeout(waiting);
    if (!seen.isIntersecting) return;
    waiting = setTimeout(() => {
      watcher.disconnect();
      const body = new FormData(form);
      body.append("quiet", "yes");
      fetch(form.action, { method: "POST", body }).then((answer) => {
        if (answer.ok && !box.contains(document.activeElement)) {
          box.textContent = "You have read to here.";
        }
      });
    }, 2000);
  }).observe(box);
};
