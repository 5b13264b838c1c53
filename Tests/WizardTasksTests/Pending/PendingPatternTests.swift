import Testing

@testable import WizardTasks

@Suite("Kinds of changes")
struct PendingPatternTests {
    @Test(
        "many changes of one kind are told by what they have in common",
        arguments: [
            ([], ["x"], "set"), ([], ["x", "y"], "values added"), (["x"], [], "emptied or values removed"),
            (["x"], ["y"], "replaced"), (["Ada"], ["ADA"], "case only"),
            (["ada@old.test"], ["ada@new.test"], "@old.test → @new.test"),
            (["SMTP:ada@old.test"], ["smtp:ada@new.test"], "@old.test → @new.test"),
            (["ada@old.test"], ["bea@new.test"], "replaced"), (["True"], ["False"], "True → False"),
            (["a@x.test", "b@x.test"], ["a@y.test", "b@y.test"], "@x.test → @y.test"),
            (["a", "b"], ["c"], "values added and removed"), (["@x"], ["@y"], "replaced"),
        ] as [([String], [String], String)]
    )
    func patterns(_ removed: [String], _ added: [String], _ pattern: String) {
        #expect(PendingPattern.text(removed: removed, added: added) == pattern)
    }
}
