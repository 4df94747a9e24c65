const people = require('../../service/people')

Page({
  data: { keepers: [] },
  async onLoad() {
    const { list } = await people.getUserInfo().catch(() => ({ list: [] }))
    this.setData({ keepers: list })
  },
})
