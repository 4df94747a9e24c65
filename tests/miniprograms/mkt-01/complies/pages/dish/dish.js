import { menu } from '../../menu'

Page({
  data: { dish: menu[0] },
  onLoad({ id }) { this.setData({ dish: menu.find((one) => String(one.id) === id) || menu[0] }) },
})
