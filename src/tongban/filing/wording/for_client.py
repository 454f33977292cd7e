"""What stands in the way of an agent who files for a client with the own account."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

FOR_CLIENT = {
    "filing.agent_not_identified": Words(
        _("The court does not know yet who you are."),
        _("Prove your identity first, under “Your identity”; then you can file for a client."),
    ),
    "filing.agent_is_a_person": Words(
        _("Only a person acts as agent, not a firm or company."),
        _("Sign in with your own account; your firm's letter names you."),
    ),
    "filing.agent_is_another": Words(
        _("Whoever files with an own account acts for the client itself."),
        _("Open the page “You act for your client” and save it once more: your name and number stand there."),
    ),
    "filing.client_number_missing": Words(
        _("The identity number of your client is missing."),
        _("Write the number or credit code as on your client's paper: by it your client finds the case."),
    ),
    "filing.client_is_oneself": Words(
        _("This is your own identity number: nobody acts for himself as agent."),
        _("Write your client's number here. If you sue yourself, begin a complaint of your own."),
    ),
    "filing.agent_proofs_missing": Words(
        _("What shows that you may act is missing."),
        _(
            "Add the letter of your firm, the introduction, the proof of kinship or the recommendation; a letter that"
            " your firm wrote here for this client is enough."
        ),
    ),
    "filing.authority_not_begun": Words(
        _("The power of attorney counts from %(day)s only."),
        _("Hand in on that day or later, or add a power of attorney that counts today."),
    ),
    "filing.agent_of_another_firm": Words(
        _("By the register of licences you practise at %(firm)s."),
        _("Write that firm; if you have changed it, show your new licence under “Licence and letters”."),
    ),
    "filing.consent_is_the_clients": Words(
        _("Whether papers may come electronically is for your client to say."),
        _(
            "Choose paper here: the court asks your client. Or tick the power to choose the online way, if the power of"
            " attorney names it."
        ),
    ),
    "filing.acts_for_the_other_side": Words(
        _("You or your firm act for %(party)s in this very dispute."),
        _("Decline this client, or give the other authority back before you file; nobody stands on both sides."),
    ),
    "filing.agent_files_there": Words(
        _("The competent court belongs to another platform, which does not know your authority."),
        _("File at that court's own platform with an account there, or let your client file here."),
    ),
    "scrutiny.filed_by_agent": Words(
        _("An agent filed this with the own account: by registering it you find the authority in order."),
        _("Read the power of attorney and the proofs; ask for a correction where one is missing."),
    ),
    "scrutiny.by_agent": Words(
        _("No agent files here any more."), _("Reload the page; once there is a case, the authority is ended there.")
    ),
    "scrutiny.client_unknown": Words(
        _("This filing is in your list already."), _("Open it from your list of filings.")
    ),
}
