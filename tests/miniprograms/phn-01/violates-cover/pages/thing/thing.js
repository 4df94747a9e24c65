import { items, find } from '../../data/catalog';

Page({
  data: { one: null, },
  onLoad({ id }) {
    this.setData({ one: find(items, id) });
  },
  onShareAppMessage() { return { title: this.data.one.name }; },
});
