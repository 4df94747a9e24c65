import 'umtrack-wx'
import { api } from './utils/api'

App({
  // The statistics SDK starts with the program, before anybody was asked.
  umengConfig: {
    appKey: '6655aa10940d5a4c49aa0001',
    useOpenid: true,
    autoGetOpenid: true,
    debug: false,
    uploadUserInfo: true,
  },
  globalData: { departments: null },
  onLaunch() {
    this.ready = api('GET', '/clinic/home').then((home) => {
      this.globalData.departments = home.departments
      return home
    })
  },
})
