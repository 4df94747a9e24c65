import { get } from '../../api'

Page({
  data: { rows: [] },
  async onShow() { this.setData({ rows: await get('/board') }) },
})
