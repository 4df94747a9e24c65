App({ store: { phone: false } });
