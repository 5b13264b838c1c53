/// What a reading of changes gives next.
public enum ChangeStep<Changes: Sendable>: Sendable {
    /// Changes.
    case changes(Changes)
    /// Nothing, and nothing after it: what has changed cannot be told, and everything has to be read without a cursor.
    case mustReadInFull(FullReadReason)
}

extension ChangeStep: Equatable where Changes: Equatable {}
