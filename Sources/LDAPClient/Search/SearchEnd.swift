/// How a search ended.
public enum SearchEnd: Sendable, Hashable {
    /// Everything has come.
    case complete(CompleteSearch)
    /// Something is missing, whatever has come; why.
    case incomplete(LDAPError)
}
