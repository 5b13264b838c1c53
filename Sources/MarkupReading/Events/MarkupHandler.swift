/// What a program does with a document while it is read.
///
/// Elements come properly nested, and there is one that holds all others. Until `MarkupReader.finish` has returned it is
/// not known that the document is whole: what a handler makes of a document must not be used before.
public protocol MarkupHandler {
    /// What the handler fails with, and the reading with it.
    associatedtype Failure: Error

    /// An element begins; its attributes are in the order in which they stand.
    mutating func start(_ name: XMLName, _ attributes: [XMLAttribute], at position: MarkupPosition) throws(Failure)

    /// Text between two tags, whole: references are replaced, and comments and CDATA marks do not divide it.
    mutating func text(_ text: String, at position: MarkupPosition) throws(Failure)

    /// An element ends.
    mutating func end(_ name: XMLName, at position: MarkupPosition) throws(Failure)

    /// Says in the handler's own terms what is wrong with the document.
    static func failure(_ error: MarkupError) -> Failure
}

extension MarkupHandler where Failure == MarkupError {
    /// The error as it is.
    public static func failure(_ error: MarkupError) -> MarkupError { error }
}
