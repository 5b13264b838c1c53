/// Puts questions to somebody: a person at a terminal, or a file of answers.
protocol Prompter: AnyObject {
    /// Asks until an answer can be taken.
    func ask(_ question: Question) async throws -> Answer
    /// Tells something that is no question.
    func tell(_ text: String)
}
