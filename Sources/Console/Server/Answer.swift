import HTTPTypes
import Hummingbird
import HummingbirdCore

/// What comes of a visit.
enum Answer: Sendable {
    /// A page.
    case page(Page, HTTPResponse.Status = .ok)
    /// Another page has the answer.
    case elsewhere(ConsolePath)
    /// A file of JSON to be kept, under a name of letters, digits, points and dashes.
    case file(name: String, text: String)
    /// The session is over.
    case left
    /// A stream of events.
    case events(ResponseBody)
}
