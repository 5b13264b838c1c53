import HTTPTypes

/// A request that gets a page which says why it got nothing else, and what to do.
struct Refusal: Error, Sendable {
    /// The code of the answer.
    let status: HTTPResponse.Status
    /// What happened, in a few words.
    let title: String
    /// Why, and what to do.
    let advice: [String]
    /// Whether the page names nothing: whoever asked has shown no right to know what this is.
    var isBare = false
    /// Where to go on; nothing for the overview.
    var next: (label: String, path: ConsolePath)?

    /// Somebody without a session.
    static let noSession = Refusal(
        status: .unauthorized,
        title: "Not signed in",
        advice: ["Open the link that the program printed when it was started."],
        isBare: true
    )

    /// A host that is not this one.
    static let otherHost = Refusal(
        status: .misdirectedRequest,
        title: "Wrong address",
        advice: ["Open the link as it was printed."],
        isBare: true
    )

    /// A session that nobody used for too long.
    static let expired = Refusal(
        status: .unauthorized,
        title: "The session has expired",
        advice: [
            "Nobody used this page for an hour, so it was locked. Nothing that was only planned has been applied.",
            "A new link was printed in the terminal where dryad console runs. Open it there.",
        ]
    )

    /// A write that another page asked for.
    static let otherOrigin = Refusal(
        status: .forbidden,
        title: "Forbidden",
        advice: [
            "The request did not come from a page of this console, so nothing was done.",
            "Open the page here and send its form again.",
        ]
    )

    /// A form that was sent twice.
    static let replayed = Refusal(
        status: .conflict,
        title: "This form was sent already",
        advice: [
            "A form works once, so that going back or loading a page again does nothing twice. This time nothing was done.",
            "Look at the task's page for what the first sending has done, and begin again if it is still wanted.",
        ]
    )

    /// A form of another session, or one of long ago.
    static let unknownForm = Refusal(
        status: .forbidden,
        title: "This form is no longer known",
        advice: [
            "It was made in another session, or too many pages ago. Nothing was done.",
            "Load the page with the form again, look at what it says, and send it from there.",
        ]
    )

    /// Nothing there.
    static let notFound = Refusal(
        status: .notFound,
        title: "There is no such page",
        advice: ["The address may be mistyped, or what it showed is gone since. The menu leads to everything there is."]
    )

    /// Something that was there when a list was made, and is not there any more.
    static func missing(_ title: String, _ advice: String, next: (label: String, path: ConsolePath)) -> Refusal {
        Refusal(status: .notFound, title: title, advice: [advice], next: next)
    }

    /// A method that no page has.
    static let otherMethod = Refusal(
        status: .methodNotAllowed,
        title: "This page is only to be looked at",
        advice: ["Nothing was done. Forms of this console are sent from their own pages."]
    )

    /// A body or a query that is none.
    static let unreadable = Refusal(
        status: .badRequest,
        title: "The request cannot be read",
        advice: ["Nothing was done. Load the page again and send its form from there."]
    )

    /// A body that is too large.
    static let tooLarge = Refusal(
        status: .contentTooLarge,
        title: "That is too much",
        advice: ["A form of this console is small; nothing was done. Load the page again and send its form from there."]
    )
}
