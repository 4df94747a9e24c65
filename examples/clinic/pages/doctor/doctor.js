import { api, tell } from '../../utils/api'

Page({
  data: { doctor: null },
  onLoad({ id }) { api('GET', '/clinic/doctor', { id: id || '11' }).then((doctor) => this.setData({ doctor })).catch(tell) },
  onBook() { wx.navigateTo({ url: `/pages/booking/booking?doctor=${this.data.doctor.id}` }) },
})
