import Testing

@testable import WizardTasks

@Suite("Kinds of changes")
struct PendingPatternTests {
    @Test(
        "many changes of one kind are told by what they have in common",
        arguments: [
            ([], ["x"], "set"), ([], ["x", "y"], "set"), (["x"], [], "emptied"),
            (["x"], ["y"], "replaced"), (["Ada"], ["ADA"], "case only"),
            (["ada@old.test"], ["ada@new.test"], "@old.test → @new.test"),
            (["SMTP:ada@old.test"], ["smtp:ada@new.test"], "@old.test → @new.test"),
            (["ada@old.test"], ["bea@new.test"], "replaced"), (["True"], ["False"], "True → False"),
            (["a@x.test", "b@x.test"], ["a@y.test", "b@y.test"], "@x.test → @y.test"),
            (["a", "b"], ["c"], "values added and removed"), (["@x"], ["@y"], "replaced"),
        ] as [([String], [String], String)]
    )
    func patterns(_ removed: [String], _ added: [String], _ pattern: String) {
        let had = !removed.isEmpty
        let has = !added.isEmpty
        #expect(PendingPattern.text(removed: removed, added: added, had: had, has: has) == pattern)
    }

    @Test("values that come to others, or go from among others, are told apart from setting and emptying")
    func among() {
        #expect(PendingPattern.text(removed: [], added: ["x"], had: true, has: true) == "values added")
        #expect(PendingPattern.text(removed: ["x"], added: [], had: true, has: true) == "values removed")
    }
}
