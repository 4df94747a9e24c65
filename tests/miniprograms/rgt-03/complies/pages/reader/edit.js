import { reader } from '../../store/reader'

Page({
  data: { call: '' },
  type({ detail }) { this.data.call = detail.value },
  async save() {
    await reader.save({ call: this.data.call })
    wx.navigateBack()
  },
})
