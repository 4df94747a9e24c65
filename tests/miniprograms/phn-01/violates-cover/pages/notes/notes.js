import { notes } from '../../data/catalog';

Page({
  data: { notes, open: 0 },
  onToggle(e) { this.setData({ open: e.currentTarget.dataset.id }); },
});
