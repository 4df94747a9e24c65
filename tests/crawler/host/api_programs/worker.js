worker.onMessage((message) => worker.postMessage({ got: message, wx: typeof wx, window: typeof window }));
