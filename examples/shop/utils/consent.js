import { server } from './server'

// Who refused is not asked again for so long; a function that needs the consent asks by itself.
const PAUSE = 48 * 60 * 60 * 1000

// One place that knows whether the user agreed. Nothing personal is asked or sent before.
export class Consent {
  constructor() {
    this.agreed = false
    this.watchers = new Set()
  }

  state() {
    return new Promise((resolve) => {
      wx.getPrivacySetting({
        success: ({ needAuthorization, privacyContractName }) => {
          this.agreed = !needAuthorization
          const refused = wx.getStorageSync('refusedAt')
          const paused = refused && Date.now() - refused < PAUSE
          resolve({ needed: needAuthorization && !paused, contract: privacyContractName })
        },
        fail: () => resolve({ needed: true, contract: '' }),
      })
    })
  }

  // Called by the button of the notice; the platform has recorded the consent by then.
  async grant() {
    this.agreed = true
    this.watchers.forEach((watcher) => watcher(true))
    await this.signIn()
  }

  refuse() {
    this.agreed = false
    wx.setStorageSync('refusedAt', Date.now())
    this.watchers.forEach((watcher) => watcher(false))
  }

  async signIn() {
    if (!this.agreed) return
    const { code } = await wx.login()
    const { token } = await server('POST', '/session', { code })
    getApp().globalData.token = token
  }
}
