Page({
  data: { face: '', name: '', made: '' },
  onFace({ detail }) { this.setData({ face: detail.avatarUrl }) },
  onName({ detail }) { this.setData({ name: detail.value }) },
  onMake() { this.setData({ made: this.data.name ? `${this.data.name}，落子无悔` : '先写一个名字' }) },
})
