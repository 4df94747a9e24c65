import { server } from './server'

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
          resolve({ needed: needAuthorization, contract: privacyContractName })
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
    this.watchers.forEach((watcher) => watcher(false))
  }

  async signIn() {
    if (!this.agreed) return
    const { code } = await wx.login()
    const { token } = await server('POST', '/session', { code })
    getApp().globalData.token = token
  }
}
