Component({
  properties: { one: Object },
  methods: {
    onTap() { this.triggerEvent('open', { id: this.data.one.id }); },
  },
});
