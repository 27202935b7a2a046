/** Beats in a worker: a page in the background has its own timers slowed to one a minute, and colleagues would take it for gone. */
setInterval(() => postMessage(0), 1000);
