Component({
  properties: { name: String },
  methods: { press() { this.triggerEvent('opened', { name: this.data.name }); } },
});
