import Directory

/// One change that waits, with everything that a person who reviews it wants to know.
public struct PendingChange: Sendable, Hashable, Codable {
    /// One attribute with what it loses and gains, and who causes that.
    public struct Value: Sendable, Hashable, Codable {
        /// The attribute.
        public let attribute: String
        /// The values that go, ascending.
        public let removed: [String]
        /// The values that come, ascending.
        public let added: [String]
        /// The rule that writes the attribute; nothing where no rule does any more.
        public var rule: String?
        /// The rule that brought the value into the metaverse.
        public var sourceRule: String?
        /// The connector that it comes from.
        public var connector: String?

        /// What kind of change it is: `set`, `emptied`, `replaced`, a change of case, of what stands behind the `@`, or of the
        /// primary address.
        public let pattern: String
        /// Whether it concerns who signs in, and how.
        public let affectsSignIn: Bool

        /// `had` and `has` say whether there were values before, and are afterwards.
        init(_ name: AttributeName, _ change: ValueChange, had: Bool, has: Bool) {
            attribute = change.attribute
            removed = change.removed
            added = change.added
            pattern = PendingPattern.text(of: name, removed: removed, added: added, had: had, has: has)
            affectsSignIn = PendingReview.isSignIn(name)
        }

        init(_ other: Value, redacted redaction: Redaction) {
            attribute = redaction.name(.attribute, other.attribute)
            removed = other.removed.map { redaction.name(.value, $0) }.sorted()
            added = other.added.map { redaction.name(.value, $0) }.sorted()
            rule = other.rule.map { redaction.name(.rule, $0) }
            sourceRule = other.sourceRule.map { redaction.name(.rule, $0) }
            connector = other.connector.map { redaction.name(.forest, $0) }
            pattern = redaction.pattern(other.pattern)
            affectsSignIn = other.affectsSignIn
        }
    }

    /// `add`, `update` or `delete`.
    public let operation: String
    /// The class in the tenant, or in the forest.
    public let objectClass: String
    /// The source anchor; of an object of a forest its anchor there.
    public let anchor: String
    /// Who it is: the principal name, the display name, or the mail address.
    public let label: String
    /// Its name in the tenant's connector space, or its DN in the forest.
    public let dn: String
    /// Why: for an addition the rule that provisions, for a deletion what took the object away.
    public let cause: String?
    /// The rule of the cause.
    public let rule: String?
    /// The forest that the object comes from.
    public let connector: String?
    /// Whether it concerns who signs in, and how: principal name, source anchor, whether the account is enabled, password.
    public let affectsSignIn: Bool
    /// The attributes that change.
    public let attributes: [String]
    /// What each of them loses and gains; of a deletion nothing.
    public let values: [Value]
    /// The forest that it is written back to; nothing where it goes to the tenant.
    public var forest: String?

    /// Why, in a line: the cause, or where it goes to where it is written back.
    var reason: String? { cause ?? forest.map { "written back to \($0)" } }
}
