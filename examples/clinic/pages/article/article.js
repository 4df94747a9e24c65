import { api, tell } from '../../utils/api'

Page({
  data: { article: null },
  onLoad({ id }) { api('GET', '/clinic/article', { id: id || 'a1' }).then((article) => this.setData({ article })).catch(tell) },
})
