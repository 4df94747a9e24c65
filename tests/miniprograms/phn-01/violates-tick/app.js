const { Session } = require('./lib/session.js');
App({ session: new Session(), onLaunch() { this.startedAt = Date.now(); } });
