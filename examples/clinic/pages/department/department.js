import { api, tell } from '../../utils/api'

Page({
  data: { name: '', doctors: [] },
  onLoad({ id }) { api('GET', '/clinic/department', { id: id || '1' }).then((d) => this.setData(d)).catch(tell) },
  onDoctor(e) { wx.navigateTo({ url: `/pages/doctor/doctor?id=${e.currentTarget.dataset.id}` }) },
})
