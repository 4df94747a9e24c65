const FIELDS = ['name', 'phone', 'address', 'idNumber']
const form = {}

Page({
  data: { read: false, separate: false, told: '' },
  fill({ currentTarget, detail }) { form[currentTarget.dataset.key] = detail },
  tick({ detail }) { this.setData({ read: detail.value.includes('read'), separate: detail.value.includes('id') }) },
  terms() { wx.navigateTo({ url: '/pages/terms/terms' }) },
  post() {
    const { read, separate } = this.data
    if (!read || !separate) return this.setData({ told: '请阅读隐私政策，并单独同意使用身份证号核验。' })
    if (FIELDS.some((key) => !form[key])) return this.setData({ told: '按《邮件快件实名收寄管理办法》，以上各项都要填写。' })
    return wx.request({
      url: 'https://post.yanxin-express.example/v2/parcels',
      method: 'POST',
      data: form,
      success: () => this.setData({ told: '已下单，收件员两小时内上门核对证件。' }),
    })
  },
})
