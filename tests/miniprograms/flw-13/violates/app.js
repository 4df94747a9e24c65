const monitor = require('./monitor/report')

monitor.watchRequests()
App({ onError(message) { monitor.send({ kind: 'script', message }) } })
