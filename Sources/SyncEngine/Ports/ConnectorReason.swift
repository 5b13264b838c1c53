/// Reasons that connectors give, where somebody has to tell one from another.
public enum ConnectorReason {
    /// There is no other way than reading everything: a file, for example.
    ///
    /// Nobody has to do anything about it.
    public static let cannotTell = "It cannot tell what has changed."
}
