import Directory
import Testing

@testable import WizardTasks

@Suite("Kinds of changes")
struct PendingPatternTests {
    @Test(
        "many changes of one kind are told by what they have in common",
        arguments: [
            ([], ["x"], "set"), ([], ["x", "y"], "set"), (["x"], [], "emptied"),
            (["x"], ["y"], "replaced"), (["Ada"], ["ADA"], "case only"), (["hidden"], ["hidden"], "replaced"),
            (["ada@old.test"], ["ada@new.test"], "@old.test → @new.test"),
            (["SMTP:ada@old.test"], ["smtp:ada@new.test"], "@old.test → @new.test"),
            (["SMTP:ada@old.test"], ["smtp:ada@old.test"], "case only"),
            (["ada@old.test"], ["bea@new.test"], "replaced"), (["True"], ["False"], "True → False"),
            (["a@x.test", "b@x.test"], ["a@y.test", "b@y.test"], "@x.test → @y.test"),
            (["a@x.test", "b@x.test"], ["c@y.test", "b@y.test"], "values added and removed"),
            (["a@x.test"], ["a@y.test", "b@y.test"], "values added and removed"),
            (["a", "b"], ["c"], "values added and removed"), (["@x"], ["@y"], "replaced"),
        ] as [([String], [String], String)]
    )
    func patterns(_ removed: [String], _ added: [String], _ pattern: String) {
        #expect(Self.text("mail", removed, added) == pattern)
    }

    @Test(
        "an address that becomes the primary one, or ceases to be, is told whatever else changes",
        arguments: [
            ([], ["SMTP:a@x.test"], "set"), (["SMTP:a@x.test"], [], "emptied"),
            // The same people under another suffix.
            (["SMTP:a@x.test", "smtp:b@x.test"], ["smtp:b@y.test", "SMTP:a@y.test"], "@x.test → @y.test"),
            (["SMTP:a@x.test"], ["SMTP:a@y.test"], "@x.test → @y.test"),
            (["smtp:a@x.test"], ["smtp:a@y.test"], "@x.test → @y.test"),
            // Somebody else, or another of one's own addresses.
            (["SMTP:a@x.test", "smtp:b@x.test"], ["SMTP:m@y.test", "smtp:z@y.test"], "primary address replaced"),
            (["SMTP:a@x.test", "smtp:b@x.test"], ["smtp:a@y.test", "SMTP:b@y.test"], "primary address replaced"),
            (["SMTP:a@x.test"], ["SMTP:m@y.test", "smtp:a@y.test"], "primary address replaced"),
            (["SMTP:a@x.test"], ["SMTP:a@y.test", "smtp:a@x.test"], "primary address replaced"),
            (["SMTP:a@x.test", "smtp:b@x.test"], ["smtp:a@x.test", "SMTP:b@x.test"], "primary address replaced"),
            (["SMTP:a@x.test"], ["smtp:a@x.test"], "primary address removed"),
            (["SMTP:a@x.test"], ["smtp:a@y.test"], "primary address removed"),
            (["SMTP:a@x.test", "SIP:a@x.test"], ["SMTP:b@x.test"], "primary address removed"),
            (["smtp:a@x.test"], ["SMTP:a@x.test"], "primary address set"),
            // What stays primary, and what never was.
            (["SMTP:Ada@x.test"], ["SMTP:ada@x.test"], "case only"),
            (["smtp:a@x.test"], ["Smtp:a@x.test"], "case only"),
            (["smtp:a@x.test", "smtp:b@x.test"], ["smtp:m@y.test", "smtp:z@y.test"], "values added and removed"),
            (["X500:/o=a"], ["X500:/o=b"], "primary address replaced"), (["x500:/o=a"], ["x500:/o=b"], "replaced"),
            (["no address"], ["NO address"], "case only"),
        ] as [([String], [String], String)]
    )
    func addresses(_ removed: [String], _ added: [String], _ pattern: String) {
        #expect(Self.text("proxyAddresses", removed, added) == pattern)
    }

    @Test(
        "values that come to others, or go from among others, are told apart from setting and emptying",
        arguments: [
            ("mail", [], ["x"], "values added"), ("mail", ["x"], [], "values removed"),
            ("proxyAddresses", [], ["smtp:a@x.test"], "values added"),
            ("proxyAddresses", ["smtp:a@x.test"], [], "values removed"),
            ("proxyAddresses", [], ["SMTP:a@x.test"], "primary address set"),
            ("proxyAddresses", ["SMTP:a@x.test"], [], "primary address removed"),
            ("PROXYADDRESSES", ["SMTP:a@x.test"], ["smtp:a@x.test"], "primary address removed"),
        ] as [(AttributeName, [String], [String], String)]
    )
    func among(_ attribute: AttributeName, _ removed: [String], _ added: [String], _ pattern: String) {
        let text = PendingPattern.text(of: attribute, removed: removed, added: added, had: true, has: true)
        #expect(text == pattern)
    }

    private static func text(_ attribute: AttributeName, _ removed: [String], _ added: [String]) -> String {
        PendingPattern.text(
            of: attribute,
            removed: removed,
            added: added,
            had: !removed.isEmpty,
            has: !added.isEmpty
        )
    }
}
