const route = require('../../behaviors/route')

Component({
  behaviors: [route],
  data: {
    sites: [
      { name: '溪边 A 区', text: '十二个营位，离水三十米，听得见水声，夏天蚊子略多。' },
      { name: '竹林 B 区', text: '八个营位，有遮阴，地钉好打，适合带孩子的家庭。' },
      { name: '山顶 C 区', text: '六个营位，徒步四十分钟上去，看日出，风大请带防风绳。' },
    ],
    open: -1,
  },
  methods: {
    toggle(e) {
      const { n } = e.currentTarget.dataset
      this.setData({ open: this.data.open === n ? -1 : n })
    },
    read() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
  },
})
