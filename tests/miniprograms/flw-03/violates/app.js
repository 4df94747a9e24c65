const trace = require('./lib/trace')

App({
  onShow() { this.enteredAt = Date.now() },
  onHide() { trace.keep('stay', { seconds: Math.round((Date.now() - this.enteredAt) / 1000) }) },
})
