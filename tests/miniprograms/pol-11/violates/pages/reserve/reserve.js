Page({
  data: { read: false, told: '' },
  onRead() { this.setData({ read: !this.data.read }) },
  onSubmit({ detail: { value } }) {
    if (!this.data.read) {
      this.setData({ told: '请先勾选同意隐私政策' })
      return
    }
    wx.request({
      url: 'https://book.desheng-auto.example/reserve',
      method: 'POST',
      data: value,
      success: () => this.setData({ told: '已为您留出工位，请提前十分钟到店' }),
    })
  },
})
