/// A page before it is markup.
struct Page: Sendable {
    /// Its heading, and what the window is called.
    var title: String
    /// The place in the menu that it belongs to: the first folder of its address.
    var place: String
    /// One sentence below the heading.
    var lead: String?
    /// What stands on it, from above.
    var parts: [any PagePart] = []
    /// After how many seconds a browser without script loads it again; nothing for a page that stays.
    var reload: Int?
    /// The stream of events that a browser with script listens to, and loads the page again when it ends.
    var events: ConsolePath?
}
