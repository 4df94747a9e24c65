import { server, complain } from '../../../utils/server'

Page({
  data: { saved: false },
  onSave({ detail }) { server('POST', '/address', detail.value).then(() => this.setData({ saved: true })).catch(complain) },
})
