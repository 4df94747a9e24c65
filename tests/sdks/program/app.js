const moment = require('./moment')
if (moment === 'launch') require('umtrack-wx')
const trackers = require('./trackers')

App({
  umengConfig: { appKey: '6655aa10940d5a4c49aa0002', useOpenid: true, autoGetOpenid: true, debug: false, uploadUserInfo: true },
  onLaunch() {
    if (moment === 'launch') trackers.start()
  },
})
