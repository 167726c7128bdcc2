"""The bar where a decision is made, and the forms that go with it."""
