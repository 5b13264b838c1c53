// Live progress: listens to the events of the page's task and loads the page again when the task has ended.
"use strict";
(() => {
    const address = document.body.dataset.events;
    if (!address) return;
    const live = document.getElementById("progress");
    const stream = new EventSource(address);
    stream.addEventListener("progress", (event) => { if (live) live.textContent = event.data; });
    stream.addEventListener("end", () => { stream.close(); location.reload(); });
    stream.addEventListener("error", () => { if (stream.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 2000); });
})();
