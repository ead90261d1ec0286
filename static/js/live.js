// data-module="live": says when posts have come to an open thread; not while it is hidden or data is saved.
modules.live = (box) => {
  if ((navigator.connection || {}).saveData) return;
  const { live, posts, show, who } = box.dataset;
  let pause = 30;
  let said = 0;
  let waiting;
  const wait = () => {
    clearTimeout(waiting);
    if (!document.hidden) waiting = setTimeout(look, pause * (900 + Math.random() * 200));
  };
  const look = async () => {
    const answer = await fetch(live, { credentials: who }).catch(() => ({ status: 0 }));
    if (answer.status >= 400) return;
    const came = answer.ok ? Number(await answer.text()) - posts : said;
    pause = came === said ? Math.min(pause * 1.5, 300) : 30;
    if (came > said) {
      const link = document.createElement("a");
      link.href = show + (Number(posts) + 1);
      link.textContent = "Show";
      box.textContent = came === 1 ? "One new post: " : `${came} new posts: `;
      box.append(link);
      said = came;
    }
    wait();
  };
  document.addEventListener("visibilitychange", () => {
    pause = 30;
    wait();
  });
  wait();
};
