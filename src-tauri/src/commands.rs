//! What the screen asks for, one function each: convert, ask the desk, convert back. Everything runs off the window's own
//! thread, and a fault of the program is an answer, never a window that waits for ever.

mod answers;
mod assets;
mod counter;
mod identity;
mod imports;
mod last_four;
mod letters;
mod official;
mod run;

use std::path::{Path, PathBuf};

use base64::Engine;
use desk::backup::BackUp;
use desk::damaged::{Machine, Out};
use desk::decide::Question;
use desk::deletion::Delete;
use desk::import::{Choice, Import, Password, confirmation, date_column, encoding, form, meaning, value};
use desk::journal::JournalQuestion;
use desk::leak::{LeakQuestion, Lost};
use desk::ledger::{Moment, Passphrase};
use desk::plan::{Listing, PaperWord, Plan};
use desk::wire::{
    BackedUp, BatchOnRecord, Closed, Deleted, Door, Due, DueMembers, Explained, Failed, FallbackMade, Found, Here,
    Home, ImportOnRecord, Imported, Journal, Kept, LastFourShown, LeakAnswer, Licence, Listed, Look, OperatorHere,
    People, Planned, PolicyTried, Preset, Printed, RecoveryPrinted, ReleaseWaiting, Restored, Saw, Settings, Shown,
    TrainingMade, Trend, Trouble, Unusual, WayBack,
};
use desk::{Desk, Ending, Failure, day};
use rules::policy::Envelopes;
use rules::words::Lang;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State, WebviewWindow};
use zeroize::Zeroizing;

use crate::passwords;
use crate::places::Recent;
use crate::session::{Locked, Session, occasion, said, tick, today};
use crate::wire::{
    AcceptAsk, AddOperatorAsk, AdoptAsk, BackUpAsk, BatchAsk, CancelAsk, CellsAsk, CertificateAsk, ChangeOperatorAsk,
    ChooseAsk, CopyAsk, DayAsk, DaysAsk, DeleteAsk, Dropped, DueAsk, DueMembersAsk, EmployerAsk, FallbackAsk, FileAsk,
    FindAsk, FoundAsk, FoundingAsk, HoldAsk, Idle, IdleAsk, ImportAsk, JournalAsk, KeepAsk, LangAsk, LastFourAsk,
    LayoutAsk, LayoutPicture, LeakAsk, ListAsk, LostWord, MemberAsk, Nothing, OnAsk, OpenAsk, OperatorAsk, OutAsk,
    PageAsk, PagePicture, PasswordAsk, PathAsk, PeopleAsk, PlanAsk, PolicyAsk, PostAsk, PrintAsk, PrinterAsk, Progress,
    PutBackAsk, RecoverAsk, RehearseAsk, RemoveAsk, RestoreAsk, SaveAsk, SaveTroubleAsk, SetPassphraseAsk, SocietyAsk,
    Status, StatusAsk, TrainingAsk, TroubleAsk, TypedAsk, UnlockAsk, WhoSawAsk,
};

mod papers;
mod presses;
mod recipes;
mod reports;
mod returns;

type Answer<T> = Result<T, Failed>;

/// Every command.
pub fn all() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        status,
        choose,
        open_ledger,
        close_ledger,
        operators_of,
        recover,
        idle,
        lock,
        unlock,
        operators,
        add_operator,
        change_operator,
        remove_operator,
        unlock_operator,
        set_passphrase,
        rekey,
        new_recovery,
        confirm_recovery,
        last_four,
        release,
        make_training,
        presets,
        check_founding,
        make_ledger,
        home,
        trend,
        waiting,
        list,
        find,
        people,
        show,
        explain,
        answers::at_hand,
        answers::member_answers,
        answers::reckon,
        answers::print_leaflet,
        look,
        difference,
        cells,
        keep_password,
        import,
        imports,
        recipes::recipes,
        recipes::recipe,
        recipes::export_recipe,
        recipes::take_recipe,
        recipes::forget_recipe,
        drops,
        plan,
        batches,
        print,
        page,
        printer,
        may_go_out,
        printed,
        layout,
        save_layout,
        post,
        withdraw,
        imports::quarantine,
        imports::retry_rows,
        imports::drop_rows,
        imports::undo_import,
        run::runs,
        run::run,
        run::run_people,
        run::freeze_run,
        run::plan_run,
        run::wish_interim,
        run::wave,
        run::freeze_wave,
        run::plan_wave,
        run::consequences,
        run::settle_consequence,
        identity::same_people,
        identity::answer_same,
        identity::row_answers,
        identity::forget_row_answer,
        identity::list_days,
        identity::list_difference,
        identity::list_people,
        identity::save_list,
        identity::save_unknown_rows,
        papers::bench,
        papers::paper,
        papers::paper_step,
        papers::returned_mail,
        papers::mend_address,
        papers::batch_sheets,
        papers::insert,
        papers::spoiled,
        papers::close_batch,
        papers::scan,
        papers::insertion,
        papers::say_of_sheet,
        papers::office_copy,
        papers::stocks,
        papers::record_stock,
        presses::printers,
        presses::on_paper,
        presses::press,
        presses::test_sheet,
        presses::align,
        papers::batch_later,
        papers::go_on,
        papers::characters,
        assets::assets,
        assets::asset_look,
        assets::seal_picture,
        assets::propose_asset,
        assets::approve_asset,
        assets::withdraw_asset,
        papers::decide_character,
        papers::shield,
        papers::optional_items,
        counter::at_counter,
        counter::counter_choices,
        counter::watch_readers,
        counter::reader_doctor,
        counter::check_card,
        counter::check_papers,
        papers::wish,
        papers::shielded_address,
        returns::owed,
        returns::remind,
        returns::reminders,
        returns::remind_again,
        returns::used_after_loss,
        returns::record_use,
        returns::record_death,
        returns::old_card,
        returns::block_access,
        returns::dunning,
        returns::not_collectable,
        returns::destructions,
        returns::applications,
        returns::apply,
        returns::settle_fee,
        returns::refusal_letter,
        returns::form,
        returns::wrap,
        letters::rebuild,
        letters::beside,
        cancel,
        copy,
        settings,
        try_policy,
        adopt_policy,
        change_society,
        add_employer,
        change_employer,
        kept,
        journal,
        who_saw,
        unusual,
        close_day,
        leak,
        trouble,
        save_trouble,
        fallback,
        back_up,
        rehearse,
        rehearse_when_due,
        restore,
        way_back,
        put_back,
        last_four::start_last_four,
        last_four::last_four_status,
        last_four::last_four_due,
        last_four::last_four_answer,
        last_four::last_four_cases,
        last_four::last_four_case,
        last_four::last_four_step,
        last_four::second_letter,
        due_for_deletion,
        due_members,
        delete_due,
        deletion_certificate,
        hold_deletion,
        keep_for,
        reports::report,
        reports::report_list,
        reports::save_report,
        official::official,
        reports::what_if,
        reports::what_if_list
    ]
}

/// A test may see what a clerk sees when the program itself fails: as long as the file is there that it names.
fn fault_asked_for() -> bool {
    cfg!(feature = "driven") && std::env::var_os("DAICHO_DRIVEN_FAULT").is_some_and(|file| Path::new(&file).exists())
}

/// Work on a thread of its own.
async fn off<T: Send + 'static>(
    app: AppHandle,
    work: impl FnOnce(&Session, &AppHandle) -> Result<T, Failure> + Send + 'static,
) -> Answer<T> {
    let session_of = app.clone();
    let done = tauri::async_runtime::spawn_blocking(move || {
        assert!(!fault_asked_for(), "a fault that a test has asked for");
        let session: State<'_, Session> = app.state();
        work(&session, &app).map_err(|failure| session.failed(&failure))
    });
    match done.await {
        Ok(answer) => answer,
        Err(_) => {
            let session: State<'_, Session> = session_of.state();
            Err(session.failed(&said(
                Ending::Other,
                "fault",
                (
                    "プログラムの誤りで、この操作ができませんでした。台帳は元のままです。",
                    "A fault of the program stopped this. The ledger is as it was.",
                ),
                (
                    "もう一度試し、続くときは管理者に知らせてください。",
                    "Try again; if it stays, tell the administrator.",
                ),
            )))
        }
    }
}

/// What others have given, as `make licences` wrote it down.
fn licences() -> Vec<Licence> {
    include_str!("../licences.tsv")
        .lines()
        .filter_map(|line| {
            let mut parts = line.split('\t');
            let (name, version, licence) = (parts.next()?, parts.next()?, parts.next()?);
            let text = if licence == "OFL-1.1" { include_str!("../../templates/fonts/OFL.txt") } else { "" };
            Some(Licence { name: format!("{name} {version}"), licence: licence.to_owned(), text: text.to_owned() })
        })
        .collect()
}

fn recent(app: &AppHandle) -> Option<Recent> {
    app.path().app_config_dir().ok().map(|folder| Recent::in_folder(&folder))
}

fn opened(app: &AppHandle, here: Here) -> Here {
    if let Some(recent) = recent(app) {
        recent.add(&here.path);
    }
    here
}

fn question(session: &Session, ask: &MemberAsk) -> Result<(Question, Lang), Failure> {
    let lang = session.speak(&ask.lang);
    let known_at = match &ask.known_at {
        // A day means its end in Japan.
        Some(text) => {
            Some(Moment::new(&if text.len() == 10 { format!("{text}T14:59:59Z") } else { text.clone() }).ok_or_else(
                || {
                    said(
                        Ending::Usage,
                        "impossible_instant",
                        ("時点の書き方が違います。", "This is no instant."),
                        ("日付を選び直してください。", "Choose the day again."),
                    )
                },
            )?)
        }
        None => None,
    };
    Ok((Question { on: day(&ask.on)?, known_at, member: None, lang }, lang))
}

fn out<'a>(session: &Session, path: &'a str, operator: Option<&'a str>, passphrase: &'a Passphrase) -> Out<'a> {
    Out { ledger: Path::new(path), operator, passphrase, from: &[], anchors: None, lang: session.lang() }
}

fn machine() -> Machine {
    Machine { places: crate::config::places(), guesses: crate::config::guesses(), now: tick() }
}

fn import_of(ask: &ImportAsk, dry_run: bool, rejects: Option<String>, lang: Lang) -> Result<Import, Failure> {
    let mut import = Import::of(PathBuf::from(&ask.file), lang);
    import.habits.values = ask.values.iter().map(|word| value(word)).collect::<Result<_, _>>()?;
    import.habits.dates = ask.dates.iter().map(|word| date_column(word)).collect::<Result<_, _>>()?;
    import.habits.encoding = ask.encoding.as_deref().map(encoding).transpose()?;
    import.recipe = match ask.recipe {
        Some(0) => Choice::None,
        Some(id) => Choice::Named(id),
        None => Choice::Own,
    };
    Ok(Import {
        not_torn: ask.not_torn,
        employer: ask.employer.clone(),
        form: form(&ask.form),
        confirmed: ask.confirmed.iter().map(|word| confirmation(word)).collect::<Result<_, _>>()?,
        meanings: ask.meanings.iter().map(|word| meaning(word)).collect::<Result<_, _>>()?,
        other_persons: ask.other_persons.clone(),
        sure: ask.sure.clone(),
        again: ask.again,
        password: ask.password.clone().filter(|text| !text.is_empty()).map(Password::new),
        inside: ask.inside.clone(),
        dry_run,
        rejects: rejects.map(PathBuf::from),
        ..import
    })
}

#[tauri::command]
async fn status(app: AppHandle, ask: StatusAsk) -> Answer<Status> {
    off(app, move |session, app| {
        if let Some(lang) = &ask.lang {
            session.speak(lang);
        }
        let named = session.open_named();
        Ok(Status {
            named,
            ledger: session.here()?,
            recent: recent(app).map(|recent| recent.list()).unwrap_or_default(),
            version: app.package_info().version.to_string(),
            today: today().to_string(),
        })
    })
    .await
}

#[tauri::command]
async fn choose(app: AppHandle, ask: ChooseAsk) -> Answer<Option<String>> {
    off(app, move |_, app| Ok(crate::dialogs::choose(app, &ask.what))).await
}

#[tauri::command]
async fn open_ledger(app: AppHandle, ask: OpenAsk) -> Answer<Here> {
    off(app, move |session, app| {
        Ok(opened(app, session.open(Path::new(&ask.path), ask.operator.as_deref(), ask.passphrase)?))
    })
    .await
}

#[tauri::command]
async fn close_ledger(app: AppHandle, ask: Nothing) -> Answer<()> {
    let Nothing {} = ask;
    off(app, |session, _| {
        session.close();
        Ok(())
    })
    .await
}

#[tauri::command]
async fn operators_of(app: AppHandle, ask: PathAsk) -> Answer<Door> {
    let of = app.clone();
    let door = off(app, move |_, _| Ok(desk::operators::door(Path::new(&ask.path)))).await?;
    door.map_err(|failure| of.state::<Session>().told(&failure))
}

#[tauri::command]
async fn recover(app: AppHandle, ask: RecoverAsk) -> Answer<Here> {
    off(app, move |session, app| {
        let passphrase = Passphrase::from(ask.passphrase);
        let path = Path::new(&ask.path);
        let desk = desk::operators::recover(path, &ask.code, &ask.operator, &passphrase, &occasion()?)?;
        Ok(opened(app, session.take(desk)?))
    })
    .await
}

#[tauri::command]
async fn idle(app: AppHandle, ask: IdleAsk) -> Answer<Idle> {
    off(app, move |session, _| {
        let locked = session.idle(Some(u64::from(ask.minutes)), ask.used);
        let behind = session.locked();
        let practice = behind.as_ref().and_then(Locked::practice);
        let (path, operator) = behind.map(|it| (it.path, it.operator)).unzip();
        Ok(Idle { locked, operator, path, practice })
    })
    .await
}

#[tauri::command]
async fn lock(app: AppHandle, ask: Nothing) -> Answer<()> {
    let Nothing {} = ask;
    off(app, |session, _| {
        session.lock();
        Ok(())
    })
    .await
}

#[tauri::command]
async fn unlock(app: AppHandle, ask: UnlockAsk) -> Answer<Here> {
    off(app, move |session, _| session.unlock(&ask.operator, ask.passphrase)).await
}

#[tauri::command]
async fn operators(app: AppHandle, ask: Nothing) -> Answer<Vec<OperatorHere>> {
    let Nothing {} = ask;
    off(app, |session, _| session.ledger()?.look(desk::Desk::operators)).await
}

#[tauri::command]
async fn add_operator(app: AppHandle, ask: AddOperatorAsk) -> Answer<()> {
    off(app, move |session, _| {
        let passphrase = Passphrase::from(ask.passphrase);
        session.ledger()?.write(|desk| desk.add_operator(&ask.form, &passphrase, &occasion()?))
    })
    .await
}

#[tauri::command]
async fn change_operator(app: AppHandle, ask: ChangeOperatorAsk) -> Answer<Here> {
    off(app, move |session, _| {
        let ledger = session.ledger()?;
        let desk = ledger.write(|desk| {
            desk.change_operator(&ask.form, &occasion()?)?;
            desk.again()
        })?;
        session.take(desk)
    })
    .await
}

#[tauri::command]
async fn remove_operator(app: AppHandle, ask: RemoveAsk) -> Answer<()> {
    off(app, move |session, _| {
        session.ledger()?.write(|desk| desk.remove_operator(&ask.code, &occasion()?))?;
        if ask.rekey {
            session.rekey().map_err(Failure::removed)?;
        }
        Ok(())
    })
    .await
}

#[tauri::command]
async fn unlock_operator(app: AppHandle, ask: OperatorAsk) -> Answer<()> {
    off(app, move |session, _| {
        let guesses = crate::config::guesses();
        session.ledger()?.write(|desk| desk.unlock_operator(&ask.code, &guesses, &occasion()?))
    })
    .await
}

#[tauri::command]
async fn set_passphrase(app: AppHandle, ask: SetPassphraseAsk) -> Answer<()> {
    off(app, move |session, _| {
        let (own, new) = (Passphrase::from(ask.own), Passphrase::from(ask.passphrase));
        session.ledger()?.write(|desk| {
            desk.own_passphrase(&own, &machine(), &occasion()?)?;
            desk.set_passphrase(&ask.code, &new, &occasion()?)
        })
    })
    .await
}

#[tauri::command]
async fn rekey(app: AppHandle, ask: Nothing) -> Answer<Here> {
    let Nothing {} = ask;
    off(app, |session, _| session.rekey()).await
}

#[tauri::command]
async fn new_recovery(app: AppHandle, ask: Nothing) -> Answer<RecoveryPrinted> {
    let Nothing {} = ask;
    off(app, |session, _| session.ledger()?.write(|desk| desk.new_recovery(&occasion()?))).await
}

#[tauri::command]
async fn confirm_recovery(app: AppHandle, ask: TypedAsk) -> Answer<()> {
    off(app, move |session, _| session.ledger()?.write(|desk| desk.confirm_recovery(&ask.typed, &occasion()?))).await
}

#[tauri::command]
async fn last_four(app: AppHandle, ask: LastFourAsk) -> Answer<LastFourShown> {
    off(app, move |session, _| {
        let question = Question { on: day(&ask.on)?, known_at: None, member: None, lang: session.lang() };
        session.ledger()?.write(|desk| desk.last_four(&ask.member, &question, &ask.reason, &occasion()?))
    })
    .await
}

#[tauri::command]
async fn release(app: AppHandle, ask: BatchAsk) -> Answer<()> {
    off(app, move |session, _| session.ledger()?.write(|desk| desk.release(&ask.batch, &occasion()?))).await
}

#[tauri::command]
async fn make_training(app: AppHandle, ask: TrainingAsk) -> Answer<TrainingMade> {
    off(app, move |session, app| {
        let dir = PathBuf::from(&ask.dir);
        desk::training::make(&dir, ask.members, 1, true, &occasion()?, session.lang())?;
        let passphrase = desk::training::passphrase(&dir)?;
        let here = opened(app, session.open(&dir.join("ledger.daicho"), None, passphrase.clone())?);
        Ok(TrainingMade { here, passphrase, file: desk::training::PASSPHRASE_FILE })
    })
    .await
}

#[tauri::command]
async fn presets(app: AppHandle, ask: Nothing) -> Answer<Vec<Preset>> {
    let Nothing {} = ask;
    off(app, |_, _| Ok(desk::settings::presets())).await
}

#[tauri::command]
async fn check_founding(app: AppHandle, ask: FoundingAsk) -> Answer<()> {
    off(app, move |_, _| desk::founding::check_form(&ask.society)).await
}

#[tauri::command]
async fn make_ledger(app: AppHandle, ask: FoundAsk) -> Answer<Here> {
    off(app, move |session, app| {
        let passphrase = Passphrase::from(ask.passphrase);
        let path = Path::new(&ask.path);
        let (desk, _) = desk::founding::found_by_form(path, &ask.society, &ask.policy, &passphrase, &occasion()?)?;
        Ok(opened(app, session.take(desk)?))
    })
    .await
}

#[tauri::command]
async fn home(app: AppHandle, ask: DayAsk) -> Answer<Home> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        Ok(session.ledger()?.today(day(&ask.on)?, lang)?.home())
    })
    .await
}

#[tauri::command]
async fn waiting(app: AppHandle, ask: Nothing) -> Answer<Vec<ReleaseWaiting>> {
    let Nothing {} = ask;
    off(app, |session, _| session.ledger()?.look(desk::Desk::waiting_releases)).await
}

#[tauri::command]
async fn trend(app: AppHandle, ask: OnAsk) -> Answer<Trend> {
    off(app, move |session, _| {
        let on = day(&ask.on)?;
        session.ledger()?.trend(on)
    })
    .await
}

#[tauri::command]
async fn list(app: AppHandle, ask: ListAsk) -> Answer<Listed> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        let ledger = session.ledger()?;
        let today = ledger.today(day(&ask.on)?, lang)?;
        ledger.look(|desk| desk.list(&today, &ask.name, ask.month.as_deref(), ask.start, ask.len))
    })
    .await
}

#[tauri::command]
async fn find(app: AppHandle, ask: FindAsk) -> Answer<Vec<Found>> {
    off(app, move |session, _| {
        let on = day(&ask.on)?;
        session.ledger()?.look(|desk| desk.find(&ask.query, on, ask.limit))
    })
    .await
}

#[tauri::command]
async fn people(app: AppHandle, ask: PeopleAsk) -> Answer<People> {
    off(app, move |session, _| {
        let ledger = session.ledger()?;
        let today = ledger.today(day(&ask.on)?, session.lang())?;
        ledger.look(|desk| desk.people(&today, ask.start, ask.len))
    })
    .await
}

#[tauri::command]
async fn show(app: AppHandle, ask: MemberAsk) -> Answer<Shown> {
    off(app, move |session, _| {
        let (question, _) = question(session, &ask)?;
        session.ledger()?.look(|desk| desk.show(&ask.member, &question))
    })
    .await
}

#[tauri::command]
async fn explain(app: AppHandle, ask: MemberAsk) -> Answer<Explained> {
    off(app, move |session, _| {
        let (question, _) = question(session, &ask)?;
        session.ledger()?.look(|desk| desk.explain(&ask.member, &question))
    })
    .await
}

#[tauri::command]
async fn look(app: AppHandle, ask: FileAsk) -> Answer<Look> {
    off(app, move |session, _| {
        let mut import = import_of(&ask.ask, true, None, session.speak(&ask.lang))?;
        let number = session.ledger()?.number()?;
        passwords::tried(&mut import, &number, |import| session.ledger()?.count(|desk| desk.look(import, &occasion()?)))
    })
    .await
}

#[tauri::command]
async fn difference(app: AppHandle, ask: FileAsk) -> Answer<Imported> {
    off(app, move |session, _| {
        let mut import = import_of(&ask.ask, true, None, session.speak(&ask.lang))?;
        let number = session.ledger()?.number()?;
        passwords::tried(&mut import, &number, |import| {
            session.ledger()?.write(|desk| desk.import(import, &occasion()?))
        })
    })
    .await
}

#[tauri::command]
async fn cells(app: AppHandle, ask: CellsAsk) -> Answer<Vec<String>> {
    off(app, move |session, _| {
        let mut import = import_of(&ask.ask, true, None, session.lang())?;
        let number = session.ledger()?.number()?;
        passwords::tried(&mut import, &number, |import| desk::look::cells(import, &ask.sheet, ask.row, today()))
    })
    .await
}

#[tauri::command]
async fn keep_password(app: AppHandle, ask: PasswordAsk) -> Answer<()> {
    off(app, move |session, _| {
        let number = session.ledger()?.number()?;
        match ask.password {
            Some(password) => passwords::keep(&number, &ask.employer, &Password::new(password)),
            None => passwords::forget(&number, &ask.employer),
        }
    })
    .await
}

#[tauri::command]
async fn import(app: AppHandle, ask: AcceptAsk, progress: Channel<Progress>) -> Answer<Imported> {
    off(app, move |session, _| {
        let mut import = import_of(&ask.ask, false, ask.rejects, session.speak(&ask.lang))?;
        let number = session.ledger()?.number()?;
        import.returned = ask.returned.map(PathBuf::from);
        session.watched(ask.job, &progress, |ledger, watch| {
            let read = |import: &Import| ledger.write(|desk| desk.import_watched(import, &occasion()?, watch));
            passwords::tried(&mut import, &number, read)
        })
    })
    .await
}

#[tauri::command]
async fn imports(app: AppHandle, ask: Nothing) -> Answer<Vec<ImportOnRecord>> {
    let Nothing {} = ask;
    off(app, |session, _| session.ledger()?.look(desk::Desk::imports)).await
}

#[tauri::command]
async fn drops(app: AppHandle, ask: Nothing, progress: Channel<Dropped>) -> Answer<()> {
    let Nothing {} = ask;
    let session: State<'_, Session> = app.state();
    session.hear_drops(progress);
    Ok(())
}

#[tauri::command]
async fn plan(app: AppHandle, ask: PlanAsk) -> Answer<Planned> {
    off(app, move |session, _| {
        let plan = Plan {
            kind: PaperWord::from_code(&ask.kind).unwrap_or(PaperWord::Notice),
            on: day(&ask.on)?,
            members: ask.members.map(|members| Listing::Lines(members.join("\n"))),
            layout: None,
            without_unprintable: ask.without_unprintable,
            dry_run: ask.dry_run,
            envelopes: ask.envelopes.as_deref().and_then(Envelopes::from_code),
            lang: session.speak(&ask.lang),
        };
        session.ledger()?.write(|desk| desk.plan(&plan, &occasion()?))
    })
    .await
}

#[tauri::command]
async fn batches(app: AppHandle, ask: Nothing) -> Answer<Vec<BatchOnRecord>> {
    let Nothing {} = ask;
    off(app, |session, _| session.ledger()?.look(desk::Desk::batches)).await
}

#[tauri::command]
async fn print(app: AppHandle, ask: PrintAsk, progress: Channel<Progress>) -> Answer<Printed> {
    off(app, move |session, _| {
        session.watched(ask.job, &progress, |ledger, watch| {
            ledger.write(|desk| desk.print_inside(&ask.batch, Path::new(&ask.out), &occasion()?, watch))
        })
    })
    .await
}

#[tauri::command]
async fn page(app: AppHandle, ask: PageAsk) -> Answer<PagePicture> {
    off(app, move |session, _| {
        let picture = session.ledger()?.count(|desk| desk.page(&ask.batch, ask.page, ask.fine))?;
        let png = base64::engine::general_purpose::STANDARD.encode(picture.png);
        Ok(PagePicture { page: picture.page, pages: picture.pages, png })
    })
    .await
}

/// The system's own dialog for a printer, on what the window shows to one.
#[tauri::command]
async fn printer(app: AppHandle, window: WebviewWindow, ask: PrinterAsk) -> Answer<()> {
    off(app, move |_, _| {
        if crate::dialogs::print(&window, ask.width_mm, ask.height_mm) {
            return Ok(());
        }
        Err(said(
            Ending::Other,
            "no_printer",
            ("プリンターの画面を開けませんでした。", "The printer's dialog could not be opened."),
            ("フォルダーに印刷し、その PDF を印刷してください。", "Print to a folder, and print its PDF."),
        ))
    })
    .await
}

#[tauri::command]
async fn may_go_out(app: AppHandle, ask: BatchAsk) -> Answer<()> {
    off(app, move |session, _| session.ledger()?.look(|desk| desk.may_go_out(&ask.batch, &occasion()?))).await
}

#[tauri::command]
async fn printed(app: AppHandle, ask: BatchAsk) -> Answer<()> {
    off(app, move |session, _| session.ledger()?.write(|desk| desk.printed(&ask.batch, &occasion()?))).await
}

#[tauri::command]
async fn layout(app: AppHandle, ask: LayoutAsk) -> Answer<LayoutPicture> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        let page = session
            .ledger()?
            .count(|desk| desk.layout_page(&ask.name, ask.text.as_deref(), ask.page, today(), lang))?;
        let png = base64::engine::general_purpose::STANDARD.encode(page.png);
        Ok(LayoutPicture { text: page.text, page: page.page, pages: page.pages, png, complaints: page.complaints })
    })
    .await
}

#[tauri::command]
async fn save_layout(app: AppHandle, ask: SaveAsk) -> Answer<String> {
    off(app, move |session, _| session.ledger()?.write(|desk| desk.save_layout(&ask.name, &ask.text, &occasion()?)))
        .await
}

#[tauri::command]
async fn post(app: AppHandle, ask: PostAsk) -> Answer<()> {
    off(app, move |session, _| {
        let on = day(&ask.on)?;
        session.ledger()?.write(|desk| desk.post(&ask.batch, on, &occasion()?))
    })
    .await
}

#[tauri::command]
async fn withdraw(app: AppHandle, ask: BatchAsk) -> Answer<()> {
    off(app, move |session, _| session.ledger()?.write(|desk| desk.withdraw(&ask.batch, &occasion()?))).await
}

#[tauri::command]
async fn cancel(app: AppHandle, ask: CancelAsk) -> Answer<()> {
    let session: State<'_, Session> = app.state();
    session.cancel(ask.job);
    Ok(())
}

#[tauri::command]
async fn copy(app: AppHandle, ask: CopyAsk) -> Answer<()> {
    off(app, move |session, _| {
        session.speak(&ask.lang);
        let text = Zeroizing::new(ask.text);
        // Before a ledger is open, and while it is locked, nobody is shown.
        if !ask.members.is_empty() {
            let on = day(&ask.on)?;
            session.ledger()?.look(|desk| desk.copying(&ask.members, on))?;
        }
        session.copied.put(text)
    })
    .await
}

#[tauri::command]
async fn settings(app: AppHandle, ask: LangAsk) -> Answer<Settings> {
    off(app, move |session, app| {
        session.speak(&ask.lang);
        let version = app.package_info().version.to_string();
        let mut settings = session.ledger()?.look(|desk| desk.settings(today(), &version))?;
        settings.licences = licences();
        Ok(settings)
    })
    .await
}

#[tauri::command]
async fn try_policy(app: AppHandle, ask: PolicyAsk) -> Answer<PolicyTried> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        session.ledger()?.count(|desk| desk.try_policy(&ask.text, on, lang))
    })
    .await
}

#[tauri::command]
async fn adopt_policy(app: AppHandle, ask: AdoptAsk) -> Answer<()> {
    off(app, move |session, _| session.ledger()?.write(|desk| desk.adopt_policy(&ask.text, ask.earlier, &occasion()?)))
        .await
}

#[tauri::command]
async fn change_society(app: AppHandle, ask: SocietyAsk) -> Answer<Here> {
    off(app, move |session, _| {
        session.ledger()?.write(|desk| {
            desk.change_society(&ask.society, &occasion()?)?;
            desk.here(today())
        })
    })
    .await
}

#[tauri::command]
async fn add_employer(app: AppHandle, ask: EmployerAsk) -> Answer<Here> {
    off(app, move |session, _| {
        session.ledger()?.write(|desk| {
            desk.add_employer(&ask.employer, &occasion()?)?;
            desk.here(today())
        })
    })
    .await
}

#[tauri::command]
async fn change_employer(app: AppHandle, ask: EmployerAsk) -> Answer<Here> {
    off(app, move |session, _| {
        session.ledger()?.write(|desk| {
            desk.change_employer(&ask.employer, &occasion()?)?;
            desk.here(today())
        })
    })
    .await
}

#[tauri::command]
async fn kept(app: AppHandle, ask: Nothing) -> Answer<Kept> {
    let Nothing {} = ask;
    off(app, |session, _| {
        session.ledger()?.look(|desk| {
            let places = crate::config::places().of(desk.number());
            desk.kept(places.to.as_deref(), places.also.as_deref(), today())
        })
    })
    .await
}

#[tauri::command]
async fn journal(app: AppHandle, ask: JournalAsk) -> Answer<Journal> {
    off(app, move |session, _| {
        let question = JournalQuestion {
            first: day(&ask.first)?,
            last: day(&ask.last)?,
            operator: ask.operator,
            what: ask.what,
            start: ask.start,
            len: ask.len,
            lang: session.speak(&ask.lang),
        };
        session.ledger()?.count(|desk| desk.journal(&question))
    })
    .await
}

#[tauri::command]
async fn who_saw(app: AppHandle, ask: WhoSawAsk) -> Answer<Saw> {
    off(app, move |session, _| {
        let (first, last, lang) = (day(&ask.first)?, day(&ask.last)?, session.speak(&ask.lang));
        session.ledger()?.count(|desk| desk.who_saw(&ask.member, first, last, lang))
    })
    .await
}

#[tauri::command]
async fn unusual(app: AppHandle, ask: DaysAsk) -> Answer<Vec<Unusual>> {
    off(app, move |session, _| {
        let (first, last, lang) = (day(&ask.first)?, day(&ask.last)?, session.speak(&ask.lang));
        session.ledger()?.count(|desk| desk.unusual(first, last, lang))
    })
    .await
}

#[tauri::command]
async fn close_day(app: AppHandle, ask: OutAsk) -> Answer<Closed> {
    off(app, move |session, _| {
        session.ledger()?.write(|desk| {
            let places = crate::config::places().of(desk.number());
            let anchors: Vec<_> = [places.to, places.also].into_iter().flatten().collect();
            desk.close_day(Path::new(&ask.out), &anchors, &occasion()?)
        })
    })
    .await
}

#[tauri::command]
async fn leak(app: AppHandle, ask: LeakAsk) -> Answer<LeakAnswer> {
    off(app, move |session, _| {
        let (first, last) = (day(&ask.first)?, day(&ask.last)?);
        let question = LeakQuestion {
            lost: match ask.lost {
                LostWord::Batch => Lost::Batch { code: ask.name, envelopes: desk::leak::envelopes(&ask.envelopes)? },
                LostWord::Copy => Lost::Copy(ask.name),
                LostWord::Ledger => Lost::Ledger,
                LostWord::Seen => Lost::Seen { operator: ask.name, first, last },
            },
            known_on: day(&ask.known_on)?,
            receiver: ask.receiver,
            on_purpose: ask.on_purpose,
            sensitive: ask.sensitive,
            key_too: ask.key_too,
            lang: session.speak(&ask.lang),
        };
        session.ledger()?.write(|desk| desk.leak(&question, ask.out.as_deref().map(Path::new), &occasion()?))
    })
    .await
}

#[tauri::command]
async fn trouble(app: AppHandle, ask: TroubleAsk) -> Answer<Trouble> {
    off(app, move |session, _| {
        let lang = session.speak(&ask.lang);
        let question = Question { on: day(&ask.on)?, known_at: None, member: ask.member, lang };
        let view = tauri::webview_version().unwrap_or_default();
        let machine = crate::log::machine("daicho-window", &view);
        session.ledger()?.look(|desk| desk.trouble(&question, &machine))
    })
    .await
}

#[tauri::command]
async fn save_trouble(app: AppHandle, ask: SaveTroubleAsk) -> Answer<String> {
    off(app, move |_, _| desk::trouble::save(&ask.text, Path::new(&ask.out), &occasion()?)).await
}

#[tauri::command]
async fn fallback(app: AppHandle, ask: FallbackAsk) -> Answer<FallbackMade> {
    off(app, move |session, _| {
        let mut desk = session.ledger()?.look(Desk::again)?;
        desk.fallback(Path::new(&ask.out), &Passphrase::from(ask.passphrase), &occasion()?)
    })
    .await
}

#[tauri::command]
async fn due_for_deletion(app: AppHandle, ask: DueAsk) -> Answer<Due> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        session.ledger()?.count(|desk| desk.due_for_deletion(on, lang))
    })
    .await
}

#[tauri::command]
async fn due_members(app: AppHandle, ask: DueMembersAsk) -> Answer<DueMembers> {
    off(app, move |session, _| {
        let (on, lang) = (day(&ask.on)?, session.speak(&ask.lang));
        let kind = desk::deletion::kind(&ask.kind)?;
        session.ledger()?.count(|desk| desk.due_members(kind, ask.held, on, (ask.start, ask.len), lang))
    })
    .await
}

#[tauri::command]
async fn delete_due(app: AppHandle, ask: DeleteAsk) -> Answer<Deleted> {
    off(app, move |session, _| {
        let kinds = ask.kinds.iter().map(|kind| desk::deletion::kind(kind)).collect::<Result<_, _>>()?;
        let (on, out) = (day(&ask.on)?, Some(PathBuf::from(ask.out)));
        session.ledger()?.write(|desk| {
            let places = crate::config::places().of(desk.number());
            let lists = [places.to, places.also].into_iter().flatten().collect();
            desk.delete(&Delete { kinds, on, reason: ask.reason, out, lists }, &occasion()?)
        })
    })
    .await
}

#[tauri::command]
async fn deletion_certificate(app: AppHandle, ask: CertificateAsk) -> Answer<Deleted> {
    off(app, move |session, _| {
        let lang = session.lang();
        session.ledger()?.look(|desk| desk.certificate(ask.act, Some(Path::new(&ask.out)), lang))
    })
    .await
}

#[tauri::command]
async fn hold_deletion(app: AppHandle, ask: HoldAsk) -> Answer<()> {
    off(app, move |session, _| {
        session.ledger()?.write(|desk| desk.hold(&ask.member, ask.held, &ask.reason, &occasion()?))
    })
    .await
}

#[tauri::command]
async fn keep_for(app: AppHandle, ask: KeepAsk) -> Answer<()> {
    off(app, move |session, _| {
        let kind = desk::deletion::kind(&ask.kind)?;
        session.ledger()?.write(|desk| desk.keep_for(kind, ask.length, &ask.source, &occasion()?))
    })
    .await
}

#[tauri::command]
async fn back_up(app: AppHandle, ask: BackUpAsk) -> Answer<BackedUp> {
    off(app, move |session, _| {
        // A way in of its own: nobody waits for the copy.
        let mut desk = session.ledger()?.look(Desk::again)?;
        let back_up = BackUp { to: ask.to.into(), also: ask.also.map(PathBuf::from), lang: session.lang() };
        let made = desk.back_up(&back_up, &occasion()?)?;
        let places = crate::config::places();
        places.keep(desk.number(), &back_up.to, back_up.also.as_deref());
        session.anchors_go_to(&places)?;
        Ok(made)
    })
    .await
}

#[tauri::command]
async fn rehearse(app: AppHandle, ask: RehearseAsk) -> Answer<Restored> {
    off(app, move |session, _| {
        let mut desk = session.ledger()?.look(Desk::again)?;
        let passphrase = Passphrase::from(ask.passphrase);
        desk.rehearse(Path::new(&ask.copy), &passphrase, session.lang(), &machine(), &occasion()?)
    })
    .await
}

#[tauri::command]
async fn rehearse_when_due(app: AppHandle, ask: Nothing) -> Answer<Option<Restored>> {
    let Nothing {} = ask;
    off(app, |session, _| {
        let mut desk = session.ledger()?.look(Desk::again)?;
        let Some(folder) = crate::config::places().of(desk.number()).to else { return Ok(None) };
        desk.rehearse_when_due(&folder, session.lang(), &occasion()?)
    })
    .await
}

#[tauri::command]
async fn restore(app: AppHandle, ask: RestoreAsk) -> Answer<Restored> {
    off(app, move |session, app| {
        let (copy, to) = (PathBuf::from(ask.copy), PathBuf::from(ask.to));
        let passphrase = Passphrase::from(ask.passphrase);
        let (lang, machine) = (session.lang(), machine());
        let (desk, restored) = desk::backup::restore(&copy, &to, None, &passphrase, lang, &machine, &occasion()?)?;
        opened(app, session.take(desk)?);
        Ok(restored)
    })
    .await
}

#[tauri::command]
async fn way_back(app: AppHandle, ask: OpenAsk) -> Answer<WayBack> {
    off(app, move |session, _| {
        let passphrase = Passphrase::from(ask.passphrase);
        let out = out(session, &ask.path, ask.operator.as_deref(), &passphrase);
        desk::damaged::way_back(&out, &machine(), &occasion()?)
    })
    .await
}

#[tauri::command]
async fn put_back(app: AppHandle, ask: PutBackAsk) -> Answer<WayBack> {
    off(app, move |session, app| {
        let passphrase = Passphrase::from(ask.passphrase);
        session.close();
        let out = out(session, &ask.path, ask.operator.as_deref(), &passphrase);
        let (desk, told) = desk::damaged::put_back(&out, &machine(), Some(Path::new(&ask.copy)), &occasion()?)?;
        opened(app, session.take(desk)?);
        Ok(told)
    })
    .await
}
