"""What the law owes somebody, and by when: one pure rule per question, with every step and the article behind it."""
