import { Consent } from './utils/consent'

App({
  globalData: { cart: [], address: null, token: '' },
  consent: new Consent(),
})
