const clubs = [
  { name: '木工坊', room: '东楼 104', who: '三至六年级', what: '认识榫卯，每学期做一件小凳或书架，工具由老师分发。' },
  { name: '合唱团', room: '音乐厅', who: '二至六年级', what: '每周两次排练，十二月参加区里的新年音乐会。' },
  { name: '校园气象站', room: '天台', who: '四至六年级', what: '轮值记录气温、降水和风向，月底出一张小报。' },
]

Page({
  data: { clubs, more: '' },
  more({ currentTarget }) { this.setData({ more: currentTarget.dataset.what }) },
  rules() { wx.navigateTo({ url: '/pages/rules/rules' }) },
})
