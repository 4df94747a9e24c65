import { get } from '../../api'

Page({
  data: { lines: [], beta: '' },
  async onLoad() { this.setData({ lines: await get('/lines') }) },
  beta({ currentTarget }) { this.setData({ beta: currentTarget.dataset.beta }) },
})
